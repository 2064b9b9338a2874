package dev.handoff.edge.http.podcast;

/** There is no template of this id: 404. */
public final class TemplateNotFound extends RuntimeException {

    TemplateNotFound(String id) {
        super("no template " + id);
    }
}
