import type { HttpResponse, HttpRequest, Ports } from '../ports.ts';
import { createTransferRig, type TransferRig } from './transfer-steps.ts';

export async function createInterceptingRig(
  heard: (request: HttpRequest, answer: HttpResponse) => HttpResponse | Promise<HttpResponse>,
): Promise<TransferRig> {
  const adjust = (ports: Ports) => {
    const { http } = ports;
    ports.http = { ...http, request: async (request) => heard(request, await http.request(request)) };
  };
  return createTransferRig({ adjust });
}
