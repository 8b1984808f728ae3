/** The people of the development register who act in specs: ids of infra/areas/*.json. */
export const cast = {
  indexClerk: 'b6868003-65d5-4a1b-bc07-36cbbe1d4e16',
  teacher: '5b8ec604-8509-4046-bd1c-4887d7fe1fc9',
  teachingAssistant: 'ee9f2e39-0efe-4097-bbfd-8aa34a611851',
  headTeacher: '43e63bb7-a7a0-4a0c-9dd5-4d24eb2a6ac2',
  midwife: '1691f876-07d6-4112-af65-f28c3311727a',
  healthVisitor: '88ae454d-2259-46c6-9880-200a94218c30',
  healthManager: '06c9b082-6513-43e6-964f-5885ff692b55',
  generalPractitioner: 'c5e81ebb-c3c1-4277-9473-75ae52e101da',
  panelCoordinator: '3b543829-ec6b-4a5d-86b5-dbc722d0e540',
  panelChair: '1843c397-1184-4de9-949b-f6c9b8c68d00',
  panelVice: '2b60f2cf-ce28-4a68-80fe-eb058addb0be',
  familySupportWorker: '2f62e32e-139b-4875-9d23-c19b832c6726',
  camhsScreener: 'e2ae7e11-bc12-4afd-b419-ccd866047df8',
  counsellingScreener: '2b8880f3-cf23-4f89-b71b-f60eccc7d39f',
  operator: '9483e92b-dabe-4b5a-b3ac-7190ff0ff24f',
  analyst: 'b96a91c0-d2e3-4872-a210-0056c1a7d181',
} as const;

export const agencies = {
  school: '1789ea19-e43a-4818-bd6c-17ddbb935445',
  generalPractice: '05d0bb8c-eb80-4517-83cd-7a0396927214',
  healthTrust: 'e211bbc6-3037-469b-bb23-ac3df8f70805',
  earlyHelp: 'b6f93e9e-a84b-476d-8da2-79f1424c6dfe',
  education: 'bb2bbe09-3159-4f91-9fcc-d73f91dcb6a5',
  educationWelfare: '47884855-a6a2-4d5e-b769-b25033a1a918',
  housing: '1384b203-a47d-4dbb-908b-7715b4112a04',
  police: 'a801b8c8-5ffb-44d0-a1a1-9cc36cb6297e',
  socialCare: '3a014177-4c8a-4c74-92cf-e51798b00559',
  youth: 'e15df318-21d3-4b0c-9a67-65313a057d2d',
  charity: '3c1cbe6f-3212-4023-8069-618ca145631b',
  camhs: '1f245b3c-e38a-424a-aec3-45aa28c0a7e5',
  counselling: '869ff8bc-83d6-4314-b388-3bdec6306672',
  childrensCentre: '7b062d0f-6e7d-4262-ae60-0e36ef395fce',
} as const;

export const referableServices = {
  camhs: 'e8b9b08c-554e-44bc-8c8a-e6fb318d59e5',
  counselling: 'cbc45f79-34b6-4d74-bad3-ee4818d68ffd',
} as const;
