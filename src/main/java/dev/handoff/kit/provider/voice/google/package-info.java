/** Speaks with Google Cloud Text-to-Speech, version 1, over its REST interface. */
package dev.handoff.kit.provider.voice.google;
