// Reads an AsyncAPI document with the parser of AsyncAPI: node document.js <file>. Prints what it finds wrong, and fails for errors;
// else the address of each channel and the fields of its messages.
const { Parser, fromFile } = require("@asyncapi/parser");

fromFile(new Parser(), process.argv[2])
  .parse()
  .then(({ document, diagnostics }) => {
    // errors and warnings; what is merely recommended, e.g. a newer version of AsyncAPI, is left to people
    for (const found of diagnostics.filter((one) => one.severity <= 1)) {
      console.log(`${["error", "warning"][found.severity]} ${found.path.join("/")}: ${found.message}`);
    }
    if (document === undefined) {
      process.exit(1);
    }
    for (const channel of document.channels()) {
      for (const message of channel.messages()) {
        console.log(`${channel.address()} ${message.name()} ${Object.keys(message.payload().properties() ?? {}).length}`);
      }
    }
  });
