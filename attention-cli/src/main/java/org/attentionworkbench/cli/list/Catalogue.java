package org.attentionworkbench.cli.list;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.wiring.Workbench;

/**
 * Every strategy on a Markdown page: what it computes, its formula, where it was published, its options, and a picture of what it
 * does, made by running it.
 */
final class Catalogue {
    private final Workbench workbench;
    private final Pictures pictures;

    Catalogue(Workbench workbench) {
        this.workbench = workbench;
        this.pictures = new Pictures(workbench);
    }

    void write(Appendable out) throws IOException {
        out.append("# Strategies\n\n")
                .append("Everything that can be chosen, with what it does to a small example. A choice is written\n")
                .append("`name:option=value,option=value`; see [Configuration](configuration.md). This page is what\n")
                .append(
                        "`./attention list --markdown` prints: formulas, options and pictures come from the strategies\n")
                .append("themselves, and those of a plugin (`--plugins DIR`) stand among them.\n\n")
                .append("Rows are queries, columns are keys.\n\n");
        for (Catalog<?> catalog : workbench.catalogs().all()) {
            String word = catalog.kind().word();
            out.append("- [").append(title(word)).append("](#").append(word).append("): ");
            String between = "";
            for (String name : catalog.names()) {
                out.append(between).append("[`" + name + "`](#" + word + "-" + name + ")");
                between = ", ";
            }
            out.append('\n');
        }
        for (Catalog<?> catalog : workbench.catalogs().all()) {
            write(catalog, out);
        }
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private void write(Catalog<?> catalog, Appendable out) throws IOException {
        String word = catalog.kind().word();
        out.append("\n## ").append(title(word)).append("\n\n");
        out.append("`--")
                .append(word)
                .append("` ")
                .append(catalog.kind().meaning())
                .append(". ");
        out.append(pictures.caption(catalog.kind())).append('\n');
        for (CatalogEntry<?> entry : catalog.entries()) {
            out.append("\n### ")
                    .append(word)
                    .append(' ')
                    .append(entry.strategy().name())
                    .append("\n\n");
            write(entry.strategy(), out);
            picture(catalog, entry.strategy(), out);
        }
    }

    private static void write(Strategy<?> strategy, Appendable out) throws IOException {
        out.append(title(strategy.summary())).append(".\n");
        if (strategy.formula().isPresent()) {
            out.append("\n    ").append(strategy.formula().get()).append('\n');
        }
        if (strategy.source().isPresent()) {
            out.append("\nSource: ").append(strategy.source().get()).append(".\n");
        }
        if (!strategy.options().isEmpty()) {
            out.append("\n| option | default | takes | does |\n|---|---|---|---|\n");
            for (Option<?> option : strategy.options()) {
                out.append("| `").append(option.name()).append("` | ");
                out.append(cell(option.defaultDescription())).append(" | ");
                out.append(cell(option.type()))
                        .append(" | ")
                        .append(cell(option.meaning()))
                        .append(" |\n");
            }
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private void picture(Catalog<?> catalog, Strategy<?> strategy, Appendable out) throws IOException {
        Optional<String> picture = pictures.of(catalog.kind(), strategy);
        if (picture.isPresent()) {
            String example = strategy.example().orElse(strategy.name());
            out.append("\n```\n")
                    .append(Choice.parse(catalog.kind(), example, Origin.DEFAULT)
                            .toString())
                    .append('\n');
            out.append(picture.get()).append("```\n");
        }
    }
}
