// Uses a Cloud Tasks at localhost:PORT as an application would; prints what it saw as JSON.
// node client.mjs PORT QUEUE URL
import {CloudTasksClient} from '@google-cloud/tasks';
import {grpc} from 'google-gax';

const [port, queue, url] = process.argv.slice(2);
const client = new CloudTasksClient({
  apiEndpoint: 'localhost',
  port: Number(port),
  projectId: 'p',
  sslCreds: grpc.credentials.createInsecure(),
});

const codeOf = async (call) => {
  try {
    await call();
    return 'OK';
  } catch (error) {
    return grpc.status[error.code];
  }
};

const parent = queue.substring(0, queue.indexOf('/queues/'));
const [created] = await client.createQueue({
  parent,
  queue: {name: queue, rateLimits: {maxDispatchesPerSecond: 7}},
});
const task = {
  name: `${queue}/tasks/from-node`,
  httpRequest: {
    httpMethod: 'POST',
    url,
    headers: {'Content-Type': 'text/plain'},
    body: Buffer.from('hello from node').toString('base64'),
    oidcToken: {serviceAccountEmail: 'invoker@p.iam.gserviceaccount.com'},
  },
};
const [answer] = await client.createTask({parent: queue, task});
const again = await codeOf(() => client.createTask({parent: queue, task}));
const malformed = await codeOf(() => client.createTask({parent: queue, task: {httpRequest: {url: 'ftp://x'}}}));
const [paused] = await client.pauseQueue({name: queue});
const [queues] = await client.listQueues({parent});

console.log(
  JSON.stringify({
    rate: created.rateLimits.maxDispatchesPerSecond,
    name: answer.name,
    again,
    malformed,
    state: paused.state,
    queues: queues.map((listed) => listed.name),
  }),
);
await client.close();
