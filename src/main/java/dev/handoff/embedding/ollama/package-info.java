/** Makes vectors with Ollama, a server that runs open models. */
package dev.handoff.embedding.ollama;
