package dev.handoff;

import dev.handoff.cli.Handoff;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where everything begins: the command line decides whether Quarkus is needed at all. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        // Must be there before anything logs, or Quarkus can't take over logging later.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        boolean bare = arguments.length == 0 && LaunchMode.current() == LaunchMode.DEVELOPMENT;
        int code = Handoff.commandLine(System.getenv()).execute(bare ? new String[] {"serve"} : arguments);
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(code);
        }
    }
}
