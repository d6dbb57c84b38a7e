package se.finsam.uppfoljning.rojandekontroll;

public record Regler(int troskel) {}
