package dev.handoff.edge.cli;

import dev.handoff.kit.config.PlainConfig;
import dev.handoff.kit.provider.speech.moonshine.ModelFile;
import dev.handoff.kit.provider.speech.moonshine.ModelPull;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** The models that run on this machine. */
@Command(
        name = "models",
        description = "Shows or fetches the models that run on this machine.",
        synopsisSubcommandLabel = "(list|pull)")
final class Models extends LocalCommand {

    @Command(name = "list", description = "Shows which models are here.", mixinStandardHelpOptions = true)
    int list() throws IOException {
        var folder = folder();
        var state = ModelFile.arePresentIn(folder)
                ? ModelFile.missingOrDamagedIn(folder).isEmpty() ? "ready" : "damaged, run ./handoff models pull"
                : "not here, run ./handoff models pull";
        out().println("moonshine-tiny (speech to text, English): " + state + ", in " + folder);
        return ExitCode.OK;
    }

    @Command(name = "pull", description = "Fetches what is missing or damaged.", mixinStandardHelpOptions = true)
    int pull() throws InterruptedException {
        try {
            new ModelPull(folder()).pull(out()::println);
            return ExitCode.OK;
        } catch (IOException e) {
            throw Refused.unavailable("can't fetch the model: " + e.getMessage());
        }
    }

    @Override
    public Integer call() throws IOException {
        return list();
    }

    private Path folder() {
        return PlainConfig.checked(environment(), List.of(MoonshineConfig.class))
                .getConfigMapping(MoonshineConfig.class)
                .folder();
    }
}
