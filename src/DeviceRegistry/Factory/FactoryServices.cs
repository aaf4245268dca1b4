using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Factory;

/// <summary>What the factory is made of.</summary>
internal static class FactoryServices
{
    public static void AddFactory(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<UnitKeyOptions>().BindConfiguration("Registry").Validate(UnitKeyOptions.IsValid, UnitKeyOptions.Message).ValidateOnStart();
        services.AddOptions<FactoryOptions>().BindConfiguration("Factory").Validate(FactoryOptions.IsValid, FactoryOptions.Message).ValidateOnStart();
        services.AddSingleton<LedgerStore>();
        services.AddSingleton<UnitTypes>().AddSingleton<UnitVault>().AddSingleton<UnitQueries>();
        services.AddSingleton<BatchStore>().AddSingleton<ResultStore>();
        services.AddSingleton<BatchMaker>().AddHostedService<Rounds<BatchMaker>>();
        services.AddServiceClient<LeaseKeyClient>(builder.Configuration, "licensing");
        services.AddSingleton<UnitFiles>().AddSingleton<ActivationStore>();
        services.AddSingleton<SetupRetention>().AddHostedService<Rounds<SetupRetention>>();
    }

    public static void MapFactory(this IEndpointRouteBuilder routes)
    {
        routes.MapLedger();
        routes.MapBatches();
        routes.MapResults();
        routes.MapProvisioning();
        routes.MapLabels();
        routes.MapActivations();
    }
}
