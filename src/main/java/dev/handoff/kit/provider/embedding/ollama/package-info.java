/** Makes vectors with Ollama, a server that runs open models. */
package dev.handoff.kit.provider.embedding.ollama;
