package io.nokube.names;

/// The name of one service of a project, and of its app in the cluster: a DNS label of up to 40 characters.
public record ServiceName(String value) {
    public static final String PATTERN = ProjectName.PATTERN;
    public static final int MAX_LENGTH = 40;
    public static final String RULE = "must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter"
            + " and not ending with a hyphen";

    public ServiceName {
        if (!isValid(value)) {
            throw new InvalidNameException(RULE);
        }
    }

    public static boolean isValid(String value) {
        return DnsLabel.isValid(value, 1, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
