// Writes a post and waits until its hashtag comes back, counted. Needs: npm install kafkajs lz4js
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
// Pulso's producers compress with LZ4, which kafkajs does not bring along.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const kafka = new Kafka({
  brokers: [process.env.PULSO_KAFKA ?? '127.0.0.1:9092'],
  logLevel: logLevel.ERROR,
});
const now = new Date().toISOString();
const postId = String(Date.now());
const tag = `example${postId}`;
const event = {
  specversion: '1.0',
  id: `example:${postId}/create`,
  source: '/example/javascript',
  type: 'pulso.post.v1',
  subject: `example:${postId}`,
  time: now,
  datacontenttype: 'application/json',
  data: {
    op: 'CREATE',
    network: 'example', // a name space of your own: ids must be unique within it, for ever
    postId,
    text: `Hello #${tag}`,
    lang: 'en',
    hashtags: [{ tag, text: tag }],
    createdAt: now,
    observedAt: now,
  },
};

const consumer = kafka.consumer({ groupId: `example-javascript-${postId}` });
await consumer.connect();
await consumer.subscribe({ topic: 'pulso.hashtags' });
const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
const counted = new Promise((resolve) => {
  consumer.run({
    eachMessage: async ({ message }) => {
      const window = message.value && JSON.parse(message.value).data;
      if (window?.tag === tag) resolve(window);
    },
  });
});
await joined;

const producer = kafka.producer({ idempotent: true });
await producer.connect();
await producer.send({
  topic: 'pulso.posts',
  acks: -1,
  messages: [
    {
      key: event.subject, // all that happens to one post must lie in one partition
      value: JSON.stringify(event),
      headers: { 'content-type': 'application/cloudevents+json' },
    },
  ],
});
console.log('sent', event.id);
console.log('counted', await counted);
await producer.disconnect();
await consumer.disconnect();
