/** Recognises speech with Google Cloud Speech-to-Text, version 2, over its REST interface. */
package dev.handoff.kit.provider.speech.google;
