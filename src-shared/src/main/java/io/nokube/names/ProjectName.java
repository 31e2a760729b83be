package io.nokube.names;

/// A project's name: a DNS label of 3 to 40 characters, unique per owner.
public record ProjectName(String value) {
    public static final String PATTERN = "^[a-z]([-a-z0-9]*[a-z0-9])?$";
    public static final int MIN_LENGTH = 3;
    public static final int MAX_LENGTH = 40;
    public static final String RULE = "must be 3 to 40 lower-case letters, digits and hyphens, starting with a letter"
            + " and not ending with a hyphen";

    public ProjectName {
        if (!isValid(value)) {
            throw new InvalidNameException(RULE);
        }
    }

    public static boolean isValid(String value) {
        return DnsLabel.isValid(value, MIN_LENGTH, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
