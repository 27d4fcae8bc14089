package org.attentionworkbench.core.configuration;

/**
 * An option that was given a value.
 *
 * @param name the name of the option
 * @param value its value as it was written
 * @param origin where
 */
public record Setting(String name, String value, Origin origin) {}
