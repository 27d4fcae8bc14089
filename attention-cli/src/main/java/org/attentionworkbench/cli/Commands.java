package org.attentionworkbench.cli;

import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.PhraseInput;
import org.attentionworkbench.cli.shell.PluginOptions;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Surroundings;
import picocli.CommandLine;

/** Makes the commands, and gives those that act the surroundings to act in. */
final class Commands implements CommandLine.IFactory {
    private final CommandLine.IFactory others = CommandLine.defaultFactory();
    private final Surroundings surroundings;

    Commands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <T> T create(Class<T> type) throws Exception {
        if (type == CompositionOptions.class) {
            return type.cast(new CompositionOptions(surroundings));
        }
        if (type == PluginOptions.class) {
            return type.cast(new PluginOptions(surroundings));
        }
        if (type == PhraseInput.class) {
            return type.cast(new PhraseInput(surroundings));
        }
        if (type == ResultOutput.class) {
            return type.cast(new ResultOutput(surroundings));
        }
        return others.create(type);
    }
}
