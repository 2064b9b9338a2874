package dev.handoff.engine;

import dev.handoff.task.Announcement;
import dev.handoff.task.Invalid;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Is given secrets, and repeats them wherever a handler can. */
@Singleton
public class Blabber implements TaskHandler<Blabber.Input, Blabber.Result> {

    public record Input(
            String mode,
            @Size(max = 40) @Pattern(regexp = "^[^!]*$") String password,
            Account account) {}

    public record Account(String mail, String token) {}

    /** @param length of the password, by which a test tells which one was meant */
    public record Result(String password, Account account, int length) {}

    public record Said(String text) {}

    public static final Announcement<Said> SAID =
            Announcement.of("blabber.said", Said.class).description("A task of type blabber has repeated its secrets.");

    public static final TaskType<Input, Result> BLABBER = TaskType.of("blabber", Input.class, Result.class)
            .retries(RetryPolicy.NEVER)
            .announces(SAID)
            .secret("password", "account.token");

    @Override
    public TaskType<Input, Result> type() {
        return BLABBER;
    }

    @Override
    public void check(Input input) {
        if (input.mode().equals("refused")) {
            throw Invalid.task("/password", "must not be " + input.password());
        }
    }

    @Override
    public Result handle(Input input, TaskRun run) throws Exception {
        var secrets = input.password() + " and " + input.account().token();
        run.announce(SAID, new Said("uses " + secrets));
        switch (input.mode()) {
            case "fails" -> throw new IllegalStateException("can't log in with " + secrets);
            case "hides" -> throw new IllegalStateException("can't log in", new IllegalStateException(secrets));
            case "gives up" -> throw TaskFailure.permanent("can't log in with " + secrets);
            default -> {}
        }
        return new Result(input.password(), input.account(), input.password().length());
    }
}
