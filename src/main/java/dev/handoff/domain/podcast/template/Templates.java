package dev.handoff.domain.podcast.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.database.Ids;
import dev.handoff.kit.database.PutCondition;
import dev.handoff.kit.database.Versioned;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.kit.storage.Storage;
import dev.handoff.task.Invalid;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads, checks and keeps templates. Methods that use the store block the virtual thread that calls them, and throw
 * {@link dev.handoff.kit.database.StoreUnavailable} when PostgreSQL doesn't answer.
 */
@Singleton
public class Templates {

    private static final Pattern ID = Pattern.compile(Fields.ID);

    private static final String ID_FIELD = "template_id";

    /** They grow with time, so that a list shows templates with such ids in the order in which they were made. */
    private final Ids ids = new Ids();

    private final TemplateStore store;
    private final TemplateRules rules;
    private final ObjectMapper json;
    private final RecordSchema schema;

    public Templates(TemplateStore store, Storage storage, ObjectMapper json) {
        this.store = store;
        this.rules = new TemplateRules(storage);
        this.json = json;
        this.schema = RecordSchema.of(Template.class, json);
    }

    /** The JSON Schema (draft 2020-12) of a template. */
    public JsonNode schema() {
        return schema.asJson();
    }

    /**
     * Reads a template from JSON.
     *
     * @throws Invalid that names every rule of the schema that is broken; if there is none, every other one
     */
    public Template read(JsonNode body) {
        var violations = schema.violations(body);
        if (!violations.isEmpty()) {
            throw TemplateRules.invalid(violations);
        }
        try {
            var template = json.treeToValue(body, Template.class);
            check(template);
            return template;
        } catch (JsonProcessingException unreadable) {
            throw TemplateRules.invalid(JsonFault.pointer(unreadable), JsonFault.reason(unreadable));
        }
    }

    /**
     * Reads a template from JSON that is to be stored under an id. The JSON may repeat the id or leave it out.
     *
     * @throws Invalid also if it has another id
     */
    public Template read(JsonNode body, String id) {
        if (!(body instanceof ObjectNode fields)) {
            return read(body);
        }
        var given = fields.path(ID_FIELD);
        if (given.isTextual() && !given.textValue().equals(id)) {
            throw TemplateRules.invalid(
                    "/" + ID_FIELD, "must be " + id + " as in the path, or be left out, was " + given.textValue());
        }
        return read(given.isMissingNode() || given.isNull() ? fields.deepCopy().put(ID_FIELD, id) : fields);
    }

    /**
     * Checks the rules that a schema can't express, for a template that is valid by its schema, such as one in a task's input.
     *
     * @throws Invalid that names every broken rule
     */
    public void check(Template template) {
        TemplateRules.collect(broken -> rules.check(template, broken));
    }

    /** @param id of any form */
    public Optional<Versioned<Template>> find(String id) {
        return ID.matcher(id).matches() ? store.find(id) : Optional.empty();
    }

    /**
     * In the order of the ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<TemplateStore.Listed> list(Optional<String> after, int limit) {
        return store.list(after, limit);
    }

    /**
     * Stores a new template. If it has no id, one is made for it.
     *
     * @return empty if there is one of its id; nothing was stored then
     */
    public Optional<Versioned<Template>> create(Template template) {
        var named = template.templateId() == null ? template.named(ids.next().toString()) : template;
        return store.put(named, new PutCondition.IfAbsent()).map(Versioned.Put::stored);
    }

    /**
     * Stores a template that has an id.
     *
     * @return empty if the condition isn't met; nothing was stored then
     */
    public Optional<Versioned.Put<Template>> put(Template template, PutCondition condition) {
        return store.put(template, condition);
    }

    /**
     * Deletes a template.
     *
     * @param versions those that may be deleted; empty for any
     * @return false if there is none of this id, or it has another version; nothing was deleted then
     */
    public boolean delete(String id, Optional<Set<Long>> versions) {
        return ID.matcher(id).matches() && store.delete(id, versions);
    }
}
