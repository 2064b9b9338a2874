package dev.handoff.cli;

import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;

/** Shows every setting. */
@Command(name = "config", description = "Shows every setting, its value and where that is from; secrets as ***.")
final class Settings extends LocalCommand {

    @Override
    public Integer call() {
        var c = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        for (var n : c.getPropertyNames())
            if (n.startsWith("handoff.") || n.startsWith("quarkus.http")) {
                var v = c.getConfigValue(n);
                out().println(n + " " + v.getValue() + " " + v.getRawValue() + " " + v.getSourceName() + " "
                        + v.getSourceOrdinal());
            }
        return ExitCode.OK;
    }
}
