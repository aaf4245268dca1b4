using MassTransit;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.Jobs.Pits;

/// <summary>The pits in memory, replicated from the registry: which there are, whose, and what they are called.</summary>
internal sealed class PitCopies(ReplicatedView<int, PitFacts> view)
{
    /// <summary>The pit if it is that tenant's and still there.</summary>
    public PitFacts? Find(int tenantId, int pitId) => view.Find(pitId) is { IsRemoved: false } pit && pit.TenantId == tenantId ? pit : null;
}

/// <summary>Applies every change of a pit.</summary>
internal sealed class PitEvents(ReplicatedView<int, PitFacts> view) : IConsumer<PitChanged>
{
    public Task Consume(ConsumeContext<PitChanged> context)
    {
        view.Apply(context.Message.Pit);
        return Task.CompletedTask;
    }
}

/// <summary>Registers the copies.</summary>
internal static class PitExtensions
{
    public static void AddPits(this WebApplicationBuilder builder) => builder.Services
        .AddReplicatedView<int, PitFacts>(builder.Configuration, "registry", "internal/pits", p => p.PitId, p => p.Version)
        .AddSingleton<PitCopies>();

    public static void AddPitEvents(this IBusRegistrationConfigurator bus) => bus.AddViewConsumer<PitEvents>("jobs");
}
