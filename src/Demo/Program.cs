using Microsoft.Extensions.Configuration;
using Npgsql;
using Platform.Demo;
using Platform.Demo.Past;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var options = DemoOptions.From(configuration);
using var platform = new PlatformClient(configuration);
try
{
    var state = DemoState.Load(options.Folder);
    if (options.Enabled)
    {
        await DemoTenant.EnsureAsync(platform, options, state);
        var past = new DemoPast(configuration);
        await DemoJobs.EnsureAsync(platform, past, state);
        await DemoHousehold.EnsureAsync(platform, options, state);
        await DemoFactory.EnsureStockAsync(platform, options, state);
        await DemoDevices.EnsureAsync(platform, options, state);
        await DemoAlerts.EnsureAsync(platform, past, state);
    }

    SummaryFile.Write(options, state);
    return 0;
}
catch (Exception exception) when (exception is HttpRequestException or IOException or NpgsqlException or PlatformException or TaskCanceledException)
{
    await Console.Error.WriteLineAsync($"The demo data could not be made: {exception.Message}");
    return 1;
}
