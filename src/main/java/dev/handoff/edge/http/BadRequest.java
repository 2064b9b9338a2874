package dev.handoff.edge.http;

/** A request that can't be understood: 400. */
public final class BadRequest extends RuntimeException {

    private final String field;

    /**
     * @param field a parameter, a header, or a JSON Pointer into the body
     * @param remedy what it must be, to be read after the field's name
     */
    public BadRequest(String field, String remedy) {
        super(remedy);
        this.field = field;
    }

    public BadRequest(String field, String remedy, String value) {
        this(field, remedy + ", was \"" + value + "\"");
    }

    String field() {
        return field;
    }
}
