package org.attentionworkbench.api;

/**
 * Something that the user gave cannot be used: a file, an option, a phrase, a number. The message is one line that names
 * what is wrong, where it stands and what would be right; it is shown as it is, without a stack trace.
 */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    /**
     * An error with its explanation.
     *
     * @param message one line for the user
     */
    public InvalidInputException(String message) {
        super(message);
        this.message = message;
    }

    /**
     * An error with its explanation and its cause.
     *
     * @param message one line for the user
     * @param cause what was noticed first
     */
    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /** The line for the user. */
    @Override
    public String getMessage() {
        return message;
    }
}
