namespace Platform.Operations.Health;

/// <summary>Makes one word, and sentences, of what the services say. Pure.</summary>
internal static class Verdicts
{
    /// <summary>Without these nobody gets in, whatever the others do.</summary>
    private static readonly string[] Essential = ["gateway", "identity"];

    /// <summary>How the services that use a server see it; <paramref name="check"/> is the name of their look at it.</summary>
    public static ServerSeen Seen(IReadOnlyList<ServiceHealth> services, string check)
    {
        var looks = services.SelectMany(s => s.Checks.Where(c => c.Name == check).Select(c => (s.Name, c.State))).ToArray();
        var bad = looks.Where(l => l.State != ServiceState.Healthy).Select(l => l.Name).ToArray();
        var state = looks.Length == 0 ? ServiceState.Unreachable
            : bad.Length == 0 ? ServiceState.Healthy
            : bad.Length < looks.Length || looks.All(l => l.State == ServiceState.Degraded) ? ServiceState.Degraded
            : ServiceState.Unhealthy;
        return new ServerSeen(state, [.. looks.Where(l => l.State == ServiceState.Healthy).Select(l => l.Name)], bad);
    }

    /// <summary>
    /// Down: people or devices cannot use the platform (nobody gets in, or a server that everything needs is away for all).
    /// Degraded: anything else that is not as it should be.
    /// </summary>
    public static (Verdict Verdict, IReadOnlyList<string> Reasons) Of(IReadOnlyList<ServiceHealth> services, ServerSeen postgres, ServerSeen messaging)
    {
        var reasons = new List<string>();
        var isDown = false;
        if (postgres.State == ServiceState.Unhealthy)
        {
            reasons.Add("PostgreSQL does not answer any service: nothing can be read or changed, readings wait at the broker.");
            isDown = true;
        }

        if (messaging.State == ServiceState.Unhealthy)
        {
            reasons.Add("RabbitMQ does not answer any service: devices keep their readings, events wait in the outboxes.");
            isDown = true;
        }

        foreach (var service in services.Where(s => s.State != ServiceState.Healthy))
        {
            reasons.Add($"{service.Name} {Sentence(service)}");
            isDown |= service.State is ServiceState.Unreachable or ServiceState.Unhealthy && IsAloneAndEssential(services, service);
        }

        if (services.All(s => s.State is ServiceState.Unreachable)) isDown = true;
        return (isDown ? Verdict.Down : reasons.Count > 0 ? Verdict.Degraded : Verdict.Healthy, reasons);
    }

    private static bool IsAloneAndEssential(IReadOnlyList<ServiceHealth> services, ServiceHealth service) =>
        Essential.Any(name => IsInstance(service, name) && services.Where(s => IsInstance(s, name)).All(s => s.State is ServiceState.Unreachable or ServiceState.Unhealthy));

    private static bool IsInstance(ServiceHealth service, string name) =>
        service.Name == name || service.Name.StartsWith($"{name}-", StringComparison.Ordinal);

    private static string Sentence(ServiceHealth service)
    {
        if (service.State == ServiceState.Unreachable) return $"is not reachable: {service.Detail}";
        var wrong = service.Checks.Where(c => c.State != ServiceState.Healthy).Select(c => c.Detail is null ? c.Name : $"{c.Name} ({c.Detail.TrimEnd('.')})").ToArray();
        var what = service.State == ServiceState.Degraded ? "works, but not well" : "does not work";
        return wrong.Length == 0 ? $"{what}: {service.Detail ?? "it does not say why."}" : $"{what}: {string.Join(", ", wrong)}.";
    }
}
