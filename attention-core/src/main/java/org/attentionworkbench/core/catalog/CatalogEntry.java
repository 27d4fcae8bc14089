package org.attentionworkbench.core.catalog;

import org.attentionworkbench.api.plugin.Strategy;

/**
 * A strategy and where it comes from.
 *
 * @param <T> the kind of strategy
 * @param strategy the strategy
 * @param source the plugin that brought it
 */
public record CatalogEntry<T>(Strategy<T> strategy, LoadedPlugin source) {}
