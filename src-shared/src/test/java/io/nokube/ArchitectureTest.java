package io.nokube;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.nokube",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {
    @ArchTest
    static final ArchRule SHARED_IS_PLAIN_JAVA = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta.inject..", "jakarta.enterprise..", "jakarta.ws.rs..", "io.smallrye..")
            .because("what is shared must not tie anybody to a framework");

    @ArchTest
    static final ArchRule ONLY_THE_CRD_KNOWS_KUBERNETES = noClasses()
            .that()
            .resideOutsideOfPackage("io.nokube.crd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.nokube.crd..")
            .because("the gateway and build-svc carry no Kubernetes client");
}
