using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Platform.AppHost.Local.Running;

namespace Aspire.Hosting;

/// <summary>An application of several processes on this machine.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private const int CannotStart = 2;
    private const int Broken = 1;
    private readonly LocalRun _run;

    internal DistributedApplication(
        IReadOnlyList<IResource> resources, LocalSettings settings, IConfiguration configuration, DistributedApplicationExecutionContext context) =>
        _run = new LocalRun(resources, settings, configuration, context);

    /// <summary>A builder that reads its settings from <paramref name="args" /> and the environment.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            return new LocalApplicationBuilder(args);
        }
        catch (LocalStartException problem)
        {
            // A setting that makes no sense: nothing has been started, and a stack trace would help nobody.
            Console.Error.WriteLine(problem.Message);
            Environment.Exit(CannotStart);
            throw;
        }
    }

    /// <summary>Runs until Ctrl-C or a termination signal.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>
    /// Runs until Ctrl-C, a termination signal or <paramref name="cancellationToken" />. What cannot start leaves nothing behind:
    /// exit code 2 when the machine is in the way (a port, a package, a missing build), 1 when a resource is broken.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
        try
        {
            await StartAsync(ending.Token);
            await Task.Delay(Timeout.Infinite, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The normal end.
        }
        catch (LocalStartException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            Environment.ExitCode = CannotStart;
        }
        catch (DistributedApplicationException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            Environment.ExitCode = Broken;
        }
        finally
        {
            await StopAsync(CancellationToken.None);
        }

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ending.Cancel();
        }
    }

    /// <summary>Starts everything and returns when it is ready.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _run.StartAsync(cancellationToken);

    /// <summary>Stops everything in reverse order, within ten seconds.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _run.StopAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _run.DisposeAsync();
}
