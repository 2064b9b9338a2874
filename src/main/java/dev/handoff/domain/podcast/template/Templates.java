package dev.handoff.domain.podcast.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.database.Ids;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.kit.storage.Storage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads, checks and keeps templates. What has to do with the store blocks its caller, which is a virtual thread, and throws
 * {@link dev.handoff.kit.database.StoreUnavailable} when PostgreSQL doesn't answer.
 */
@Singleton
public class Templates {

    private static final Pattern ID = Pattern.compile(Fields.ID);

    private static final String ID_FIELD = "template_id";

    /** They grow with time, so that a list has those without a name of their own in the order of their making. */
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

    /**
     * A template that was put in its place.
     *
     * @param created whether there was none of its id before
     */
    public record Put(StoredTemplate template, boolean created) {}

    /** The JSON Schema (draft 2020-12) of a template. */
    public JsonNode schema() {
        return schema.asJson();
    }

    /**
     * Reads what somebody has written.
     *
     * @throws InvalidTemplate that names every rule of the schema that is broken; if there is none, every other one
     */
    public Template read(JsonNode body) {
        var violations = schema.violations(body, InvalidTemplate.Violation::new);
        if (!violations.isEmpty()) {
            throw new InvalidTemplate(violations);
        }
        try {
            var template = json.treeToValue(body, Template.class);
            check(template);
            return template;
        } catch (JsonProcessingException unreadable) {
            throw InvalidTemplate.of("", "can't be read as a template: " + unreadable.getOriginalMessage());
        }
    }

    /**
     * Reads what somebody has written for this id, which it may repeat or leave out.
     *
     * @throws InvalidTemplate as well if it has another one
     */
    public Template read(JsonNode body, String id) {
        if (!(body instanceof ObjectNode fields)) {
            return read(body);
        }
        var given = fields.path(ID_FIELD);
        if (given.isTextual() && !given.textValue().equals(id)) {
            throw InvalidTemplate.of(
                    "/" + ID_FIELD, "must be " + id + " as in the path, or be left out, was " + given.textValue());
        }
        return read(given.isMissingNode() || given.isNull() ? fields.deepCopy().put(ID_FIELD, id) : fields);
    }

    /**
     * Checks the rules that a schema can't express, for a template that keeps its schema, such as one in a task's input.
     *
     * @throws InvalidTemplate that names every broken rule
     */
    public void check(Template template) {
        InvalidTemplate.collect(broken -> rules.check(template, broken));
    }

    /** @param id of any form */
    public Optional<StoredTemplate> find(String id) {
        return ID.matcher(id).matches() ? store.find(id).map(this::stored) : Optional.empty();
    }

    /**
     * In the order of their ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<ListedTemplate> list(Optional<String> after, int limit) {
        return store.list(after, limit);
    }

    /**
     * Stores a template that is new, under an id that is made for it if it has none.
     *
     * @return empty if there is one of its id; nothing was stored then
     */
    public Optional<StoredTemplate> create(Template template) {
        var named = template.templateId() == null ? template.named(ids.next().toString()) : template;
        return store.add(row(named)).map(this::stored);
    }

    /** Stores a template that has an id, in the place of one that may be there. */
    public Put put(Template template) {
        var put = store.put(row(template));
        return new Put(stored(put.template()), put.created());
    }

    /**
     * Stores a template in the place of the one that is there.
     *
     * @param versions those that may be replaced; empty for any
     * @return empty if there is none of its id, or it has another version; nothing was stored then
     */
    public Optional<StoredTemplate> replace(Template template, Optional<Set<Long>> versions) {
        return store.replace(row(template), versions).map(this::stored);
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

    private NewTemplate row(Template template) {
        try {
            var body = json.writeValueAsString(template);
            return new NewTemplate(template.templateId(), Optional.ofNullable(template.name()), body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a template can always be written", impossible);
        }
    }

    private StoredTemplate stored(TemplateRecord row) {
        try {
            var template = json.readValue(row.bodyJson(), Template.class);
            return new StoredTemplate(template, row.version(), row.createdAt(), row.updatedAt());
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the stored template " + row.id() + " can't be read", unreadable);
        }
    }
}
