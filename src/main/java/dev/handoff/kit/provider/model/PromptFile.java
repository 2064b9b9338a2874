package dev.handoff.kit.provider.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.input.PromptTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a model is told to do, from a file in {@code prompts}. */
public final class PromptFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PromptTemplate template;

    /** @param name of the file, without {@code .txt} */
    public PromptFile(String name) {
        try (var file = PromptFile.class.getResourceAsStream("/prompts/" + name + ".txt")) {
            template = PromptTemplate.from(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param values for the names in double braces; nothing that strangers have written */
    public SystemMessage instructions(Map<String, Object> values) {
        return template.apply(values).toSystemMessage();
    }

    /**
     * What strangers have written: apart from the instructions, and as JSON, whose quotes no text can end by itself.
     *
     * @param material an object's fields
     */
    public static UserMessage material(Map<String, Object> material) {
        try {
            return UserMessage.from(JSON.writeValueAsString(material));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
