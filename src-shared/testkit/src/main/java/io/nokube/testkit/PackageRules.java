package io.nokube.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// Conditions on packages that ArchUnit does not bring along.
final class PackageRules {
    private PackageRules() {}

    static ArchCondition<JavaClass> haveNullMarkedPackage() {
        return new ArchCondition<>("be in a package with a package-info.java that says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in an unmarked package"));
                }
            }
        };
    }
}
