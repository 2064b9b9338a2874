package dev.handoff.event;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Who belongs to a circle. */
public final class Circles {

    public static final Topic<Joined> JOINED =
            new Topic<>("circle.joined", 1, Joined.class, "A user has joined a circle.");

    public static final Topic<Left> LEFT = new Topic<>("circle.left", 1, Left.class, "A user has left a circle.");

    static final List<Topic<?>> ALL = List.of(JOINED, LEFT);

    private Circles() {}

    /**
     * Data of {@code circle.joined}.
     */
    public record Joined(
            @NotBlank @Size(max = 200) String circleId,
            @NotBlank @Size(max = 200) String userId) {}

    /**
     * Data of {@code circle.left}.
     */
    public record Left(
            @NotBlank @Size(max = 200) String circleId,
            @NotBlank @Size(max = 200) String userId) {}
}
