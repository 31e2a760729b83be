package io.nokube.build.source;

import io.nokube.names.InvalidNameException;
import java.util.regex.Pattern;

/// A platform that an image is made for, `os/arch[/variant]`: those that the workflow can build.
public record Platform(String value) {
    public static final String DEFAULT = "linux/amd64";
    /// How many one image can be made for.
    public static final int MAX_COUNT = 8;
    public static final String RULE =
            "must be linux/ and one of amd64, arm64, arm/v6, arm/v7, 386, ppc64le," + " s390x, riscv64";
    private static final Pattern FORM = Pattern.compile("linux/(amd64|arm64|arm/v6|arm/v7|386|ppc64le|s390x|riscv64)");

    public Platform {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidNameException(RULE);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
