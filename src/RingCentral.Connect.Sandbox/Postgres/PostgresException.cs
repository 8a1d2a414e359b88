namespace RingCentral.Connect.Sandbox.Postgres;

/// <summary>PostgreSQL cannot be found, made or started; the message is one line for a person.</summary>
public sealed class PostgresException(string message) : Exception(message);
