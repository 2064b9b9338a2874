package dev.handoff.edge.http;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.Function;

/** Reads the ids of tasks and groups in paths and headers. */
@Provider
class IdParameter implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> raw, Type generic, Annotation[] annotations) {
        if (raw == TaskId.class) {
            return (ParamConverter<T>) new Converter<>("the task id", TaskId::parse);
        }
        return raw == GroupId.class ? (ParamConverter<T>) new Converter<>("the group id", GroupId::parse) : null;
    }

    private record Converter<T>(String what, Function<String, T> parse) implements ParamConverter<T> {

        @Override
        public T fromString(String text) {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException malformed) {
                throw new BadRequest(what, "must be a UUID", text);
            }
        }

        @Override
        public String toString(T id) {
            return id.toString();
        }
    }
}
