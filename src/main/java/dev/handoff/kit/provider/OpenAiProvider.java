package dev.handoff.kit.provider;

import java.util.Optional;

/** A provider behind OpenAI's API, in the cloud or in one's own rack: ready as soon as its server is. */
public interface OpenAiProvider extends Provider {

    OpenAiServer server();

    @Override
    default String name() {
        return "openai";
    }

    @Override
    default Optional<String> missing() {
        return server().missing();
    }
}
