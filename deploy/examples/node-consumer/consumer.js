// Prints one line for each canonical event, in the order of each parcel and each event once.
import { Kafka as CloudEvents } from 'cloudevents';
import { Kafka, logLevel } from 'kafkajs';

const TOPIC = 'waymark.events.v1';

const kafka = new Kafka({
  clientId: 'node-consumer',
  brokers: (process.env.KAFKA ?? 'localhost:19092').split(','),
  logLevel: logLevel.WARN, // with an authorizer: ssl and sasl go here
});
// read_committed is what kafkajs does unless readUncommitted is set
const consumer = kafka.consumer({ groupId: process.env.GROUP ?? 'parcels-reader-node' });

// Of each parcel the newest sequence that was printed. In memory, so after a restart some events may be printed again:
// who must not do a thing twice keeps it where the thing is done.
const printed = new Map();

function textHeaders(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.toString()]));
}

// Values are JSON, attributes are headers: CloudEvents in binary mode. Fields that are not asked for are passed over.
function read(message) {
  const event = CloudEvents.toEvent({
    key: message.key?.toString(),
    headers: textHeaders(message.headers),
    value: message.value.toString(),
  });
  const data = typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
  return { id: event.id, shipmentId: event.subject, sequence: Number(event.sequence), status: data.status };
}

async function take({ topic, partition, message }) {
  let event;
  try {
    event = read(message);
  } catch {
    console.error(`not an event: ${topic}-${partition}@${message.offset}`);
    return;
  }
  if (event.sequence > (printed.get(event.shipmentId) ?? 0)) {
    printed.set(event.shipmentId, event.sequence);
    console.log(JSON.stringify(event));
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await consumer.disconnect(); // lets the group know at once
    process.exit(0);
  });
}

await consumer.connect();
await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
await consumer.run({ eachMessage: take });
