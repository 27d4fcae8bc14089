package org.attentionworkbench.simd;

import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.jspecify.annotations.Nullable;

/** What to compute, and of what. */
record Problem(
        double scale,
        List<Scoring> modifiers,
        @Nullable Mask mask,
        List<StreamedNormalizer> normalizers,
        int firstHead,
        int firstQuery,
        int firstKey,
        HeadArray queries,
        HeadArray keys,
        HeadArray values) {

    FusedForm form() {
        FusedForm form = FusedForm.of(scale)
                .withModifiers(modifiers.stream().map(Scoring::modifier).toList())
                .withNormalizers(normalizers)
                .at(firstHead, firstQuery, firstKey);
        return mask == null ? form : form.withMask(mask);
    }

    HeadArray blankOutput(Layout layout) {
        return layout.blank(queries.batch(), queries.heads(), queries.positions(), values.width());
    }

    @Override
    public String toString() {
        return "queries " + queries + ", keys " + keys + ", values " + values + ", scale " + scale + ", modifiers "
                + modifiers.stream().map(Scoring::name).toList() + ", mask " + mask + ", " + normalizers.get(0) + " at "
                + firstHead + ", " + firstQuery + ", " + firstKey;
    }
}
