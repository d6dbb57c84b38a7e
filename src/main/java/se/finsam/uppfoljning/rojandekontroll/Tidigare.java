package se.finsam.uppfoljning.rojandekontroll;

import java.util.List;

public record Tidigare(Raknetabell tabell, List<Boolean> dolda) {}
