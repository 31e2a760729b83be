package io.nokube.names;

/// A name that cannot be used; the message is a sentence for the person who wrote it.
public final class InvalidNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidNameException(String message) {
        super(message);
    }
}
