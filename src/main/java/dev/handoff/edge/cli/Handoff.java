package dev.handoff.edge.cli;

import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.kit.config.InvalidSetting;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.database.embedded.PostgresFailed;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.Reused;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
        name = "handoff",
        description = "Background tasks as functions: submitted once, run at least once, recorded exactly once.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Serve.class,
            Run.class,
            Submit.class,
            Status.class,
            Watch.class,
            Cancel.class,
            Retry.class,
            Delete.class,
            ListTasks.class,
            Types.class,
            Pause.class,
            Resume.class,
            SchedulesCommand.class,
            DeadLettersCommand.class,
            EventsCommand.class,
            TopicsCommand.class,
            Models.class,
            Database.class,
            Emulate.class,
            Migrate.class,
            Doctor.class,
            Dispatch.class,
            Reroute.class,
            Bench.class,
            Settings.class,
            Completion.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the command did what it was asked to; the task succeeded",
            "1:the task is dead: it failed for good; or doctor found a problem",
            "2:the command can't be done as it was asked for: unknown option, bad input, no such task",
            "3:the task was cancelled",
            "4:the server or the database can't be reached, or is too busy now",
            "5:a fault of Handoff itself",
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  HANDOFF_URL      where the server is (default: http://localhost:PORT)",
            "  HANDOFF_API_KEY  what it wants to know, if it asks for a key",
            "  HANDOFF_DATA     the folder for database, files and models (default: ~/.handoff)",
            "  DATABASE_URL     a PostgreSQL server of your own",
            "  NO_COLOR         no colours",
            "`handoff config` shows all settings.",
        })
public final class Handoff implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    private Handoff(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Ready to execute. */
    public static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Handoff(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // An @ is followed by a file with a task's input, not by one with arguments.
                .setExpandAtFiles(false)
                .setExitCodeExceptionMapper(Handoff::exitCode)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    /** Without a command there is nothing to do but explain. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    Map<String, String> environment() {
        return environment;
    }

    private static int report(Exception failure, CommandLine command) {
        int code = exitCode(failure);
        if (code == ExitCode.BUG) {
            failure.printStackTrace(command.getErr());
        } else {
            command.getErr().println(command.getColorScheme().errorText("handoff: ") + failure.getMessage());
        }
        return code;
    }

    private static int exitCode(Throwable failure) {
        return switch (failure) {
            case Refused refused -> refused.exitCode();
            case ParameterException _ -> ExitCode.USAGE;
            case PostgresFailed _, StoreUnavailable _ -> ExitCode.UNAVAILABLE;
            case DispatchMisconfigured _ -> ExitCode.USAGE;
            case DispatchFailed _ -> ExitCode.UNAVAILABLE;
            case InvalidSetting _, Invalid _, NotFound _, Reused _ -> ExitCode.USAGE;
            default -> ExitCode.BUG;
        };
    }
}
