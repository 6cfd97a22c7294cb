// Verifies a message as a merchant would: node verify.js <directory>, which holds body, headers.json, secret and publicKey.
// Prints "v1 <type>" by the package standardwebhooks, and "v1a true" by Node's own crypto, which that package has not.
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { Webhook } = require("standardwebhooks");

const read = (name) => fs.readFileSync(path.join(process.argv[2], name));
const body = read("body");
const headers = JSON.parse(read("headers.json"));

const told = new Webhook(read("secret").toString()).verify(body, headers);
console.log(`v1 ${told.type}`);

const raw = Buffer.from(read("publicKey").toString().replace("whpk_", ""), "base64");
const key = crypto.createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") }, format: "jwk" });
const signed = Buffer.concat([Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`), body]);
const verified = headers["webhook-signature"]
  .split(" ")
  .map((signature) => signature.split(","))
  .filter(([version]) => version === "v1a")
  .some(([, signature]) => crypto.verify(null, signed, key, Buffer.from(signature, "base64")));
console.log(`v1a ${verified}`);
