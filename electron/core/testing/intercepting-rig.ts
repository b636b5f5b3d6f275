import type { HttpResponse, HttpRequest, Ports } from '../ports.ts';
import { createTransferRig, type TransferRig } from './transfer-steps.ts';

/** A rig that does something when the service has answered, before anybody hears of it. `heard` gives the answer on. */
export async function createInterceptingRig(
  heard: (request: HttpRequest, answer: HttpResponse) => HttpResponse | Promise<HttpResponse>,
): Promise<TransferRig> {
  const adjust = (ports: Ports) => {
    const { http } = ports;
    ports.http = { ...http, request: async (request) => heard(request, await http.request(request)) };
  };
  return createTransferRig({ adjust });
}
