package org.attentionworkbench.core.projection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.parameter.FileParameters;
import org.attentionworkbench.core.parameter.Layout;

/** Finds the tensors of a projection among the names of a file. */
final class TensorSearch {
    private final Path file;
    private final Set<String> names;
    private final String prefix;

    /**
     * A search.
     *
     * @param prefix how the names begin that are looked at; empty for all
     */
    TensorSearch(Path file, Set<String> names, String prefix) {
        this.file = file;
        this.names = names;
        this.prefix = prefix;
    }

    /**
     * The tensor that has one of the usual names of a role: the name itself, else the end of a longer one, after a point or a stroke.
     *
     * @throws InvalidInputException if several tensors do
     */
    Optional<String> find(ProjectionRole role) {
        for (String usual : role.usualNames()) {
            if (names.contains(prefix + usual)) {
                return Optional.of(prefix + usual);
            }
        }
        for (String usual : role.usualNames()) {
            List<String> found = new ArrayList<>();
            for (String name : names) {
                if (name.startsWith(prefix) && (name.endsWith("." + usual) || name.endsWith("/" + usual))) {
                    found.add(name);
                }
            }
            if (found.size() > 1) {
                throw new InvalidInputException(file + ": several tensors may be the " + role.word() + " projection: "
                        + FileParameters.listed(found) + "; choose by prefix=… how names begin, or by " + role.word()
                        + "=NAME");
            }
            if (found.size() == 1) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    /** The bias that goes with a weight by its name: {@code q_proj.bias} with {@code q_proj.weight}, {@code b_q} with {@code W_q}. */
    Optional<String> biasOf(String weight) {
        int last = Math.max(weight.lastIndexOf('.'), weight.lastIndexOf('/')) + 1;
        String end = weight.substring(last);
        String bias;
        if (end.endsWith("weight")) {
            bias = end.substring(0, end.length() - "weight".length()) + "bias";
        } else if (end.startsWith("W") || end.startsWith("w")) {
            bias = "b" + end.substring(1);
        } else {
            return Optional.empty();
        }
        return Optional.of(weight.substring(0, last) + bias).filter(names::contains);
    }

    /** Weights of PyTorch are turned around, but for those of GPT-2, whose layers are no Linear ones. */
    static Layout usualLayout(String weight) {
        boolean turned =
                weight.endsWith("weight") && !weight.endsWith("c_attn.weight") && !weight.endsWith("c_proj.weight");
        return turned ? Layout.OUT_IN : Layout.IN_OUT;
    }
}
