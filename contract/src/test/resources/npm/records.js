// Reads records with the library of CloudEvents: node records.js <directory of golden records>. Prints of each what it makes of it;
// of one without a value, which the library takes for none, nothing.
const fs = require("node:fs");
const path = require("node:path");
const { Kafka } = require("cloudevents");

const files = (directory) =>
  fs
    .readdirSync(directory, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(directory, entry.name);
      return entry.isDirectory() ? files(file) : [file];
    });

for (const file of files(process.argv[2])) {
  const { key, headers, value } = JSON.parse(fs.readFileSync(file));
  if (value === null) {
    continue;
  }
  const event = Kafka.toEvent({ key, headers, body: JSON.stringify(value), value: JSON.stringify(value) });
  event.validate();
  console.log([event.id, event.type, event.subject, event.source, event.data.trackingNumber].join(" "));
}
