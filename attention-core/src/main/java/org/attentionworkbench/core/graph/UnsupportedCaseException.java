package org.attentionworkbench.core.graph;

/** A case asks for something that an operator does not know; it is skipped, which is neither passed nor failed. */
public final class UnsupportedCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A reason to skip a case.
     *
     * @param message one line that names what is not known
     */
    public UnsupportedCaseException(String message) {
        super(message);
    }
}
