package io.pharos.cli.demo;

/** The software through which somebody shops: it says in its own protocol what they do. */
sealed interface Client permits Website, MobileApp, LandingPage {

    /** @param id what the client calls this deed; sending it again with the same id changes nothing */
    Call tell(Deed deed, String id);
}
