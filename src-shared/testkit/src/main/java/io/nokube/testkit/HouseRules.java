package io.nokube.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/// The rules that hold in every module. A module's `ArchitectureTest` takes them in with
/// `@ArchTest static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class)` and adds its own.
public final class HouseRules {
    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("such a name says nothing about what the class is for");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod("java.time.LocalDateTime", "now")
            .orShould()
            .callMethod("java.time.ZonedDateTime", "now")
            .because("a test can set the Clock bean, and nothing else");

    @ArchTest
    static final ArchRule CHANCE_IS_INJECTED = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Ids")
            .and()
            .haveSimpleNameNotEndingWith("IdSource")
            .and()
            .haveSimpleNameNotEndingWith("Jitter")
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .because("a test must be able to repeat what happened");

    @ArchTest
    static final ArchRule DEPENDENCIES_COME_THROUGH_CONSTRUCTORS = noFields()
            .that()
            .areNotStatic()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("what a class needs must be seen where it is made");

    @ArchTest
    static final ArchRule TEST_CODE_STAYS_OUT = noClasses()
            .that()
            .resideOutsideOfPackages("io.nokube.sandbox..", "io.nokube.launcher..", "io.nokube.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.nokube.sandbox..", "io.nokube.testkit..", "org.junit..")
            .allowEmptyShould(true)
            .because("no sandbox and no test code gets into a service");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.nokube.(**)")
            .should()
            .beFreeOfCycles()
            .because("a newcomer reads the packages in one order");

    @ArchTest
    static final ArchRule SHARED_CODE_KNOWS_NO_SERVICE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.nokube.names..",
                    "io.nokube.problem..",
                    "io.nokube.paging..",
                    "io.nokube.identity..",
                    "io.nokube.validation..",
                    "io.nokube.crd..",
                    "io.nokube.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.nokube.build..", "io.nokube.monitor..", "io.nokube.gateway..")
            .allowEmptyShould(true)
            .because("services depend on what is shared, never the other way round");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .that(new DescribedPredicate<JavaClass>("are top level and written by hand") {
                @Override
                public boolean test(JavaClass type) {
                    return type.isTopLevelClass() && !type.getSimpleName().contains("_");
                }
            })
            .should(PackageRules.haveNullMarkedPackage())
            .because("NullAway only looks where @NullMarked says so");

    private HouseRules() {}
}
