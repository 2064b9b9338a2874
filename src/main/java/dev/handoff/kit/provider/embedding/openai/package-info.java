/** Makes vectors with any server that has the embeddings API of OpenAI, in the cloud or in one's own rack. */
package dev.handoff.kit.provider.embedding.openai;
