// Posts events in binary, structured and batch mode with the SDK as it is. Argument: the address of ingest-service.
// Prints the answers, one a line.
import { CloudEvent, CONSTANTS, emitterFor, httpTransport, Mode } from 'cloudevents';

const transport = httpTransport(process.argv[2]);

// An ASCII subject: neither SDK percent-encodes header values, as the HTTP binding asks for. The data has the rest.
function event(id) {
  return new CloudEvent({
    id,
    source: '/sdk/javascript',
    type: 'sdk.test',
    subject: 'customer 7',
    time: '2026-11-01T08:26:00.000Z',
    comexample: 'extension',
    data: { amount: 1.5, text: 'Grüße "€"', list: [1, null, true] },
  });
}

const answers = [];
answers.push(await emitterFor(transport, { mode: Mode.BINARY })(event('js-binary')));
answers.push(await emitterFor(transport, { mode: Mode.STRUCTURED })(event('js-structured')));
// The SDK has no emitter for batches: its events and its transport.
answers.push(await transport({
  headers: { [CONSTANTS.HEADER_CONTENT_TYPE]: CONSTANTS.MIME_CE_BATCH },
  body: JSON.stringify([event('js-batch-1'), event('js-batch-2')]),
}));
for (const answer of answers) {
  console.log(JSON.stringify(JSON.parse(answer.body)));
}
