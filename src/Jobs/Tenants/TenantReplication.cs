using MassTransit;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Jobs.Tenants;

/// <summary>Keeps the copy of tenants current and makes the templates of a new one.</summary>
internal sealed class TenantProvisionedConsumer(Inbox inbox, TimeProvider time) : IConsumer<TenantProvisioned>
{
    public Task Consume(ConsumeContext<TenantProvisioned> context) =>
        inbox.OnceAsync(context, "tenants", transaction => TenantStore.ApplyAsync(transaction, context.Message.Tenant, time.GetUtcNow()));
}

/// <summary>Reads the tenants from Identity once after the start; events keep them current from then on.</summary>
internal sealed partial class TenantFill(TenantStore tenants, TimeProvider time, ILogger<TenantFill> logger) : BackgroundService
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await tenants.FillAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotFilled(exception.Message);
                await Task.Delay(RetryEvery, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(7001, LogLevel.Information, "Tenants are not read from Identity yet: {Problem}")]
    private partial void LogNotFilled(string problem);
}
