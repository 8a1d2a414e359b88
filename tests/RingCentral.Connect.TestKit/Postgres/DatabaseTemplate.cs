namespace RingCentral.Connect.TestKit.Postgres;

/// <summary>A database that is prepared once and copied for every test class.</summary>
/// <param name="Name">Lower-case letters, digits and underscores; equal names are the same template.</param>
/// <param name="Fill">Gets the connection string of an empty database, and applies the migrations for example.</param>
public sealed record DatabaseTemplate(string Name, Func<string, CancellationToken, Task> Fill);
