// A provider that Terraform can plan with where the real ones can't be had: it knows their schemas and no cloud.
import grpc from "@grpc/grpc-js";
import protos from "@grpc/proto-loader";
import { decode, encode, ExtData } from "@msgpack/msgpack";
import fs from "node:fs";
import { resource } from "./schema.mjs";

const NESTING = { list: 2, set: 3 };
const UNKNOWN = new ExtData(0, new Uint8Array(1));

const string = (settings) => ({ type: "string", ...settings });
const EPHEMERAL = {
  google_secret_manager_secret_version: {
    project: string(), secret: string({ required: true }), version: string(), secret_data: string({ computed: true }),
  },
  random_password: {
    length: { type: "number", required: true }, special: { type: "bool" }, result: string({ computed: true }),
  },
};

const attribute = ([name, { type, required, computed }]) => ({
  name,
  type: Buffer.from(JSON.stringify(type)),
  required: Boolean(required),
  optional: !required && !computed,
  // Most of what may be left out is set by the cloud then.
  computed: !required && !name.endsWith("_wo") && !name.endsWith("_wo_version"),
  sensitive: /^(secret_data|password|auth_string)/.test(name),
  writeOnly: name.endsWith("_wo"),
});

const block = ({ attributes, blocks = {} }) => ({
  attributes: Object.entries(attributes).map(attribute),
  blockTypes: Object.entries(blocks).map(([name, nested]) => ({
    typeName: name, block: block(nested), nesting: NESTING[nested.nesting], minItems: nested.required ? 1 : 0, maxItems: nested.max,
  })),
});

/** What a provider would say of a resource before it exists: what isn't set is known later. */
function planned(schema, proposed) {
  for (const [name, { required }] of Object.entries(schema.attributes)) {
    if (name.endsWith("_wo")) proposed[name] = null;
    else if (!required && !name.endsWith("_wo_version")) proposed[name] ??= UNKNOWN;
  }
  for (const [name, nested] of Object.entries(schema.blocks)) {
    if (Array.isArray(proposed[name])) proposed[name] = proposed[name].map((item) => planned(nested, item));
  }
  return proposed;
}

const value = (thing) => ({ msgpack: Buffer.from(encode(thing)) });
const answer = (make) => (call, done) => done(null, make(call.request));
const fine = answer(() => ({ diagnostics: [] }));

function provider(name, types) {
  const configuration = name === "google" ? { access_token: string(), project: string(), region: string() } : name === "docker" ? { host: string() } : {};
  const known = (entries) => Object.fromEntries(entries.filter(([type]) => type.startsWith(`${name}_`)));
  return {
    GetSchema: answer(() => ({
      provider: { block: { attributes: Object.entries(configuration).map(attribute).map((it) => ({ ...it, computed: false })) } },
      resourceSchemas: known(types.map((type) => [type, resource(type)]).filter(([, it]) => it).map(([type, it]) => [type, { block: block(it) }])),
      ephemeralResourceSchemas: known(Object.entries(EPHEMERAL).map(([type, it]) => [type, { block: block({ attributes: it }) }])),
    })),
    PrepareProviderConfig: answer((request) => ({ config: request.config })),
    ValidateResourceTypeConfig: fine,
    ValidateEphemeralResourceConfig: fine,
    Configure: fine,
    PlanResourceChange: answer(({ typeName, proposedNewState }) => {
      const proposed = decode(proposedNewState.msgpack);
      return { plannedState: value(proposed && planned(resource(typeName), proposed)), legacyTypeSystem: true };
    }),
    OpenEphemeralResource: answer(({ config }) => {
      const opened = decode(config.msgpack);
      for (const computed of ["result", "secret_data"]) if (computed in opened) opened[computed] = "for a plan";
      return { result: value(opened) };
    }),
    CloseEphemeralResource: fine,
    Stop: answer(() => ({})),
  };
}

/** Serves the types that are named in these files. */
export async function serve(files) {
  const types = [...new Set(files.flatMap((file) => [...fs.readFileSync(file, "utf8").matchAll(/^resource "(\w+)"/gm)].map(([, type]) => type)))];
  const { tfplugin5 } = grpc.loadPackageDefinition(protos.loadSync("tfplugin5.proto", { longs: Number }));
  const servers = [], addresses = {};
  for (const [name, source] of [["google", "hashicorp/google"], ["random", "hashicorp/random"], ["docker", "kreuzwerker/docker"]]) {
    const server = new grpc.Server();
    server.addService(tfplugin5.Provider.service, provider(name, types));
    const port = await new Promise((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))));
    servers.push(server);
    addresses[`registry.terraform.io/${source}`] = {
      Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
    };
  }
  return { reattach: JSON.stringify(addresses), close: () => servers.forEach((server) => server.forceShutdown()) };
}
