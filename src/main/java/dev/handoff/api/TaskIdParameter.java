package dev.handoff.api;

import dev.handoff.task.TaskId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads task ids in paths and headers. */
@Provider
class TaskIdParameter implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> raw, Type generic, Annotation[] annotations) {
        return raw == TaskId.class ? (ParamConverter<T>) new Converter() : null;
    }

    private static final class Converter implements ParamConverter<TaskId> {

        @Override
        public TaskId fromString(String text) {
            try {
                return TaskId.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw new BadRequest("the task id", "must be a UUID", text);
            }
        }

        @Override
        public String toString(TaskId id) {
            return id.toString();
        }
    }
}
